// The contract of every page. A page is given a visit and returns what to show as data; it asks the registry through the visit's
// desk, whose transaction is the visit's own and whose reach bounds every answer. The router writes headers, layout and cookies.
import type { html } from "hono/html";
import type { Language } from "../foundation/language.ts";
import type { Notice } from "../handlers/handler.ts";
import type { Operation } from "../knowledge/roles.ts";
import type { Desk } from "../registry/desk.ts";
import type { Shelf } from "../registry/evidence/shelf.ts";

/** Markup made by the `html` template of hono, which escapes every value. */
export type Html = ReturnType<typeof html>;

/** Values that fill the places of a text. */
export type Values = Record<string, string | number>;

/** One page. It is listed in console/pages.ts. */
export interface Page {
  /** Under /console: "/", "/reports", "/reports/:number". */
  path: string;
  /** What one must be allowed to do to come here; null: whoever is signed in. */
  operation: Operation | null;
  /** Key of its line in the menu, if it has one. */
  menu?: string;
  show(visit: Visit): Promise<Shown>;
  /** What its forms do: POST to `<path>/<name>`. */
  forms?: Readonly<Record<string, (visit: Visit) => Promise<Shown>>>;
}

/** One request of somebody who is signed in and may come here. */
export interface Visit {
  desk: Desk;
  /** Where the bytes of evidence lie, sealed. */
  shelf: Pick<Shelf, "get">;
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  /** Fields of a form that was sent; the last value where one was sent twice. */
  form: Readonly<Record<string, string>>;
  language: Language;
  /** The signed-in browser, and whose it is. */
  sessionId: string;
  name: string;
  /** Where people reach this installation, without a slash at the end. */
  publicUrl: string;
  /** htmx asks for a part of the page. */
  partly: boolean;
  /** A text of knowledge/texts/{vi,en}/console*.yaml: "console-reports:title". */
  t(key: string, values?: Values): string;
  /** Whether there is such a text. */
  has(key: string): boolean;
  /** A form that posts to this page's form `action`, or, beginning with "/", to another page's ("/reports/118/approve"). */
  formTo(action: string, body: Html): Html;
}

/** What comes of a visit. */
export type Shown =
  | { title: string; body: Html }
  /** Another page under /console ("/reports/118"); `said` is the key of a text shown there once; `notices` tell others by chat. */
  | { goTo: string; said?: string; values?: Values; notices?: readonly Notice[] }
  /** The key of one clear sentence. 404 unless told otherwise. */
  | { refused: string; status?: 403 | 404 | 409 }
  | { fragment: Html }
  /** A download; pictures are shown where they stand. */
  | { file: Buffer; name: string; type: string };
