// The frame of every page: head, menu by rights, role and language, what was just done. No inline script or style: the policy forbids them.
import { html, raw } from "hono/html";
import { LANGUAGES, type Language } from "../foundation/language.ts";
import type { Html, Values } from "./page.ts";

/** What the frame is filled with. */
export interface Frame {
  t(key: string, values?: Values): string;
  language: Language;
  title: string;
  body: Html;
  /** Who is signed in; null before. */
  inside: Inside | null;
  /** A sentence about what was just done. */
  said: string | null;
}

/** The menu and the switches of somebody signed in. */
export interface Inside {
  name: string;
  menu: readonly { href: string; words: string; current: boolean }[];
  roles: readonly { key: string; words: string; chosen: boolean }[];
  /** A form with its hidden token. */
  formTo(action: string, body: Html): Html;
}

/** The whole document. */
export function layout(frame: Frame): Html {
  const { t, language, title, body, inside, said } = frame;
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="htmx-config" content='{"includeIndicatorStyles":false,"allowEval":false}'>
<title>${title} · An Sinh</title>
<link rel="stylesheet" href="/console/assets/tabler.min.css">
<link rel="stylesheet" href="/console/assets/console.css">
<script src="/console/assets/htmx.min.js" defer></script>
</head>
<body>
<a class="skip-link" href="#content">${t("console:skip")}</a>
${top(frame)}
<div class="console-body">
${inside === null ? null : html`<nav class="menu-wide" aria-label="${t("console:menu")}">${menuOf(inside)}</nav>`}
<main id="content" tabindex="-1">
<h1>${title}</h1>
${said === null ? null : html`<div class="alert alert-success" role="status">${said}</div>`}
${body}
</main>
</div>
</body>
</html>
`;
}

function top({ t, language, inside }: Frame): Html {
  const home = html`<a class="console-home" href="/console">An Sinh</a>`;
  if (inside === null) return html`<header class="console-top">${home}</header>`;
  return html`<header class="console-top">${home}
<div class="console-who">
<span>${inside.name}</span>
${inside.formTo("/role", roleSwitch(inside, t))}
${inside.formTo("/language", languageSwitch(language, t))}
${inside.formTo("/sign-out", html`<button class="btn btn-sm" type="submit">${t("console:sign-out")}</button>`)}
</div>
<details class="menu-phone"><summary>${t("console:menu")}</summary>
<nav aria-label="${t("console:menu")}">${menuOf(inside)}</nav></details>
</header>`;
}

function menuOf({ menu }: Inside): Html {
  return html`<ul>${menu.map(
    ({ href, words, current }) =>
      html`<li><a href="${href}"${current ? raw(' aria-current="page"') : ""}>${words}</a></li>`,
  )}</ul>`;
}

function roleSwitch({ roles }: Inside, t: Frame["t"]): Html {
  const [only, ...others] = roles;
  if (others.length === 0) return html`<span class="text-secondary">${only?.words ?? ""}</span>`;
  return html`<label class="visually-hidden" for="role">${t("console:role")}</label>
<select class="form-select form-select-sm" id="role" name="role">${roles.map(
    ({ key, words, chosen }) => html`<option value="${key}"${chosen ? raw(" selected") : ""}>${words}</option>`,
  )}</select><button class="btn btn-sm" type="submit">${t("console:choose-role")}</button>`;
}

function languageSwitch(language: Language, t: Frame["t"]): Html {
  const other = LANGUAGES.find((one) => one !== language)!;
  return html`<button class="btn btn-sm" type="submit" name="language" value="${other}" lang="${other}">${t(`console:in-${other}`)}</button>`;
}
