// The table of pages. Order is the order of the menu.
import type { Page } from "./page.ts";
import { today } from "./pages/today.ts";

/** Every page that somebody signed in can come to. */
export const PAGES: readonly Page[] = [today];
