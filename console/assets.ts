// Style and script of the pages, from the packages they come in: nothing is fetched from outside.
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import express, { type Router } from "express";

const { resolve } = createRequire(import.meta.url);

const FILES: Readonly<Record<string, string>> = {
  "tabler.min.css": resolve("@tabler/core/dist/css/tabler.min.css"),
  "htmx.min.js": resolve("htmx.org/dist/htmx.min.js"),
  "console.css": join(import.meta.dirname, "assets", "console.css"),
};

/** Serves the few files by name. */
export function assetsRouter(): Router {
  const router = express.Router();
  for (const [name, file] of Object.entries(FILES))
    router.get(
      `/${name}`,
      (_, response) => void response.sendFile(basename(file), { root: dirname(file), maxAge: "1h" }),
    );
  return router;
}
