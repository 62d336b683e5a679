// Who may import whom (docs/architecture.md, "Layout"): default deny. A new room or a new road between rooms is added here first.

/** Each room and the rooms it may import; every room may import itself. */
const ROADS = {
  foundation: [],
  knowledge: ["^foundation/"],
  prisma: ["^foundation/"],
  registry: ["^prisma/", "^knowledge/", "^foundation/"],
  handlers: ["^registry/", "^knowledge/", "^foundation/"],
  bot: ["^handlers/", "^registry/", "^knowledge/", "^foundation/"],
  // What is done here is told to people as when it is done by chat: those who write these messages, and what they are made of.
  console: [
    "^handlers/(handler|notice-each|report-echo|report-verdict|complaint-told|request-told|review-notices|review-refusal|kept-in-words|send-announcements|end-of-terms)\\.ts$",
    "^registry/",
    "^knowledge/",
    "^foundation/",
  ],
  simulator: ["^bot/zalo/(signature|events|event-types|event-shapes|messages)\\.ts$", "^foundation/"],
  cli: [
    "^config\\.ts$",
    "^registry/",
    "^knowledge/",
    "^prisma/database\\.ts$",
    "^foundation/",
    "^bot/understanding/(understand|types)\\.ts$",
    "^bot/texts\\.ts$",
    "^bot/zalo/token-store\\.ts$",
  ],
};

const allowed = Object.entries(ROADS).map(([room, others]) => ({
  from: { path: `^${room}/` },
  to: { path: [`^${room}/`, ...others] },
}));

/** A package that only some files may speak to, because one place must know it. */
const only = (name, packages, places, why) => ({
  name,
  comment: why,
  severity: "error",
  from: { pathNot: [...places, "^(test|bench|drill)/", "^node_modules/"] },
  to: { path: packages.map((one) => `(^|/)node_modules/${one}/`) },
});

module.exports = {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-orphans",
      severity: "error",
      from: {
        orphan: true,
        pathNot: ["\\.d\\.ts$", "^\\.dependency-cruiser\\.cjs$", "^vitest\\.config\\.ts$"],
      },
      to: {},
    },
    {
      name: "not-resolvable",
      comment: "an import of a file or package that is not there",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "no-development-packages-at-run-time",
      severity: "error",
      from: { pathNot: ["^(test|bench|drill)/", "^vitest\\.config\\.ts$"] },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["npm", "type-only"], pathNot: ["node_modules/@types/"] },
    },
    {
      name: "prisma-in-registry-only",
      comment: "only registry/ (and prisma/ itself) speaks Prisma; doors and tests get a Database",
      severity: "error",
      from: { pathNot: ["^(prisma|registry|test|bench|drill)/"] },
      to: { path: "^prisma/generated/" },
    },
    {
      name: "the-law-is-pure",
      comment: "deciding reads no file, no network, no clock",
      severity: "error",
      from: { path: "^(knowledge/eligibility|foundation)/" },
      to: {
        dependencyTypes: ["core"],
        pathNot: ["^(node:)?crypto$"],
      },
    },
    only(
      "store-packages",
      ["(@prisma|pg|pglite-prisma-adapter|@electric-sql)"],
      ["^prisma/"],
      "prisma/ opens the store",
    ),
    only("http-client", ["axios", "form-data"], ["^bot/zalo/"], "only bot/zalo/ calls Zalo"),
    only(
      "web-server",
      ["express", "helmet"],
      ["^server\\.ts$", "^bot/(webhook|pages|refuse-fault)\\.ts$", "^simulator/", "^console/"],
      "the doors",
    ),
    only("pages", ["(hono|cookie|express-rate-limit|@tabler|htmx\\.org)"], ["^console/"], "the officers' pages"),
    only("charts", ["(echarts|@resvg)"], ["^registry/charts/"], "one room draws charts, for pages and messages alike"),
    only("codes-as-pictures", ["qrcode"], ["^(cli|console)/code-picture\\.ts$"], "one file of each door draws codes"),
    only(
      "spreadsheets",
      ["exceljs"],
      ["^registry/spreadsheets/exceljs\\.ts$", "^registry/official-reports/(draw|sheet|room)\\.ts$"],
      "what is read and what is printed: these files know which package it is",
    ),
    only("csv", ["csv-(parse|stringify)"], ["^registry/spreadsheets/csv\\.ts$"], "one file knows which package it is"),
    only("kept-files", ["s3mini"], ["^registry/evidence/shelf\\.ts$"], "one file knows where evidence lies"),
    only(
      "kinds-of-files",
      ["file-type"],
      ["^bot/(collect-evidence|hear-voices)\\.ts$"],
      "what people send is checked as it comes in",
    ),
    only("natural-parts", ["natural"], ["^bot/understanding/natural\\.ts$"], "the whole package costs half a second"),
  ],
  allowed: [
    ...allowed,
    { from: { path: "^(main|server)\\.ts$" }, to: {} },
    { from: { path: "^config\\.ts$" }, to: { path: "^foundation/" } },
    { from: { path: "^(test|bench|drill)/" }, to: {} },
    { from: { path: "^vitest\\.config\\.ts$" }, to: { path: "^test/setup/" } },
    // Packages and Node itself: what is not for everyone is forbidden above.
    { from: {}, to: { dependencyTypesNot: ["local"] } },
  ],
  allowedSeverity: "error",
  options: {
    doNotFollow: { path: ["node_modules", "^prisma/generated/"] },
    exclude: { path: ["^data/", "^simulator/page/", "^bot/understanding/generated/", "^test/output/"] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    moduleSystems: ["es6", "cjs"],
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "node", "default"] },
  },
};
