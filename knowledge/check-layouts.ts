// What a schema cannot see in the layouts of reports: columns that checks and shares name must be there, facts must exist.
import type { Problem } from "./read-yaml.ts";
import type { Check, LayoutColumn } from "./schema/official-report.ts";

/** What of a layout is looked at. */
interface Named {
  readonly id: string;
  readonly columns: readonly LayoutColumn[];
  readonly checks: readonly Check[];
}

/** Every name in a layout that leads nowhere. */
export function misnamed(layouts: ReadonlyMap<string, Named>, facts: ReadonlySet<string>): Problem[] {
  return [...layouts.values()].flatMap((layout) => {
    const file = `official-reports of ${layout.id}`;
    const keys = layout.columns.map(({ key }) => key);
    const wrong = (path: string, reason: string): Problem => ({ file, path, reason });
    const named = layout.columns.flatMap(({ key, share, in: whole, when }) => [
      ...(share === undefined || whole !== undefined ? [] : [wrong(key, "a share needs `in`")]),
      ...[share, whole].flatMap((name) =>
        typeof name !== "string" || keys.includes(name) ? [] : [wrong(key, `no column ${name}`)],
      ),
      ...(when.fact === undefined || facts.has(when.fact) ? [] : [wrong(key, `no fact ${when.fact}`)]),
    ]);
    const terms = layout.checks.flatMap(({ terms: all }) =>
      Object.keys(all).flatMap((name) => (leads(name, layout, layouts) ? [] : [wrong("checks", `no column ${name}`)])),
    );
    const twice = keys.filter((key, at) => keys.indexOf(key) !== at).map((key) => wrong(key, "stands twice"));
    return [...named, ...terms, ...twice];
  });
}

function leads(name: string, layout: Named, layouts: ReadonlyMap<string, Named>): boolean {
  if (name === "one") return true;
  const [report, key] = name.split(".");
  if (key !== undefined) return layouts.get(report!)?.columns.some((column) => column.key === key) === true;
  if (name === "each" || name.endsWith("*"))
    return layout.columns.some(
      (column) => column.each !== undefined && (name === "each" || column.key.startsWith(name.slice(0, -1))),
    );
  return layout.columns.some((column) => column.key === name);
}
