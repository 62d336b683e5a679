// The only reader of the environment. A wrong value stops the start with one clear line per variable.
import { z } from "zod";
import { type Day, isDay } from "./foundation/day.ts";
import { AppError } from "./foundation/errors.ts";

const flag = z.enum(["on", "off"]);
const port = z.coerce.number().int().min(0).max(65_535);
const count = (most: number) => z.coerce.number().int().min(1).max(most);
const address = z.url({ protocol: /^https?$/ });

const environment = z.object({
  PORT: port.default(3000),
  HOST: z.string().default("127.0.0.1"),
  PUBLIC_URL: address.optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "an address like postgresql://user:password@host/database")
    .optional(),
  DATABASE_CONNECTIONS: count(200).default(10),
  DATABASE_DIRECT_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "an address like postgresql://user:password@host/database")
    .optional(),
  DATA_DIR: z.string().default("./data"),
  ZALO_APP_ID: z.string().regex(/^\d+$/, "digits only").optional(),
  ZALO_APP_SECRET: z.string().optional(),
  ZALO_OA_ID: z.string().regex(/^\d+$/, "digits only").optional(),
  ZALO_OA_SECRET_KEY: z.string().optional(),
  ZALO_ACCESS_TOKEN: z.string().optional(),
  ZALO_REFRESH_TOKEN: z.string().optional(),
  ZALO_CODE_VERIFIER: z.string().min(43).max(128).optional(),
  ZALO_API_BASE_URL: address.optional(),
  ZALO_OAUTH_BASE_URL: address.optional(),
  ZALO_INTERACTIVE: z.enum(["auto", "on", "off"]).default("auto"),
  ZALO_RATE_PER_MINUTE: count(1_000_000).default(4000),
  ZALO_VERIFIER_CODE: z
    .string()
    .regex(/^[\w-]+$/)
    .optional(),
  ZALO_WEBHOOK_LENIENT: flag.default("off"),
  SIMULATOR: flag.optional(),
  DEMONSTRATION: flag.default("on"),
  ENCRYPTION_KEY: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/, "64 hexadecimal digits")
    .optional(),
  EVIDENCE_S3_ENDPOINT: address.optional(),
  EVIDENCE_S3_REGION: z.string().default("auto"),
  EVIDENCE_S3_ACCESS_KEY_ID: z.string().optional(),
  EVIDENCE_S3_SECRET_ACCESS_KEY: z.string().optional(),
  BACKUP_DIR: z.string().optional(),
  SPEECH_URL: address.optional(),
  SETTLE_MS: z.coerce.number().int().min(0).max(10_000).default(300),
  TODAY: z.string().refine(isDay, "a calendar day, YYYY-MM-DD").optional(),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  DRAIN_SECONDS: z.coerce.number().int().min(0).max(300).default(0),
});

export type Config = ReturnType<typeof readConfig>;

/** Reads and checks the environment; an empty value counts as absent. Throws AppError `config:invalid`, one line a variable. */
export function readConfig(source: Record<string, string | undefined> = process.env) {
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== ""),
  );
  const read = environment.safeParse(given);
  if (!read.success) fail(read.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`));
  const env = read.data;
  const simulator = env.SIMULATOR === undefined ? env.ZALO_APP_ID === undefined : env.SIMULATOR === "on";
  const missing = [
    ...(simulator
      ? []
      : needed(env, ["ZALO_APP_ID", "ZALO_APP_SECRET", "ZALO_OA_ID", "ZALO_OA_SECRET_KEY"], "the simulator is off")),
    ...(env.EVIDENCE_S3_ENDPOINT
      ? needed(env, ["EVIDENCE_S3_ACCESS_KEY_ID", "EVIDENCE_S3_SECRET_ACCESS_KEY"], "EVIDENCE_S3_ENDPOINT is set")
      : []),
    ...(env.DATABASE_URL ? needed(env, ["ENCRYPTION_KEY"], "DATABASE_URL is set") : []),
    ...(simulator && isReached(env)
      ? needed(env, ["SIMULATOR"], "others reach this address, and while the simulator is on they write as anybody")
      : []),
  ];
  if (missing.length > 0) fail(missing);

  return Object.freeze({
    port: env.PORT,
    host: env.HOST,
    /** null: the address the server listens on. */
    publicUrl: env.PUBLIC_URL ?? null,
    trustProxy: env.TRUST_PROXY,
    drainSeconds: env.DRAIN_SECONDS,
    databaseUrl: env.DATABASE_URL ?? null,
    databaseConnections: env.DATABASE_CONNECTIONS,
    /** PostgreSQL itself where DATABASE_URL is a pooler's address: migrations hold a lock for a session. */
    databaseDirectUrl: env.DATABASE_DIRECT_URL ?? null,
    dataDir: env.DATA_DIR,
    encryptionKey: env.ENCRYPTION_KEY ?? null,
    simulator,
    /** The first start brings an invented commune; never with a real Official Account or a PostgreSQL of the operator. */
    demonstration: simulator && env.DATABASE_URL === undefined && env.DEMONSTRATION === "on",
    zalo: {
      // The simulated account's own identifiers: they open nothing outside this machine.
      appId: env.ZALO_APP_ID ?? "1000000000000000001",
      appSecret: env.ZALO_APP_SECRET ?? "simulated-app-secret",
      oaId: env.ZALO_OA_ID ?? "2000000000000000001",
      secretKey: env.ZALO_OA_SECRET_KEY ?? "simulated-oa-secret-key",
      accessToken: env.ZALO_ACCESS_TOKEN ?? null,
      refreshToken: env.ZALO_REFRESH_TOKEN ?? null,
      codeVerifier: env.ZALO_CODE_VERIFIER ?? null,
      /** null: the simulator's when it is on, else Zalo's own. */
      apiBaseUrl: env.ZALO_API_BASE_URL ?? (simulator ? null : "https://openapi.zalo.me"),
      oauthBaseUrl: env.ZALO_OAUTH_BASE_URL ?? (simulator ? null : "https://oauth.zaloapp.com"),
      interactive: env.ZALO_INTERACTIVE,
      ratePerMinute: env.ZALO_RATE_PER_MINUTE,
      verifierCode: env.ZALO_VERIFIER_CODE ?? null,
      lenient: env.ZALO_WEBHOOK_LENIENT === "on",
    },
    /** Where evidence is kept; null: a folder under dataDir. */
    evidenceS3:
      env.EVIDENCE_S3_ENDPOINT === undefined
        ? null
        : {
            endpoint: env.EVIDENCE_S3_ENDPOINT,
            region: env.EVIDENCE_S3_REGION,
            accessKeyId: env.EVIDENCE_S3_ACCESS_KEY_ID!,
            secretAccessKey: env.EVIDENCE_S3_SECRET_ACCESS_KEY!,
          },
    /** Where the server puts a backup every night; null: it makes none. */
    backupDir: env.BACKUP_DIR ?? null,
    /** A speech service of the operator; null: voices are kept for an officer. */
    speechUrl: env.SPEECH_URL ?? null,
    settleMs: env.SETTLE_MS,
    today: (env.TODAY as Day | undefined) ?? null,
    logLevel: env.LOG_LEVEL,
  });
}

const OWN = ["127.0.0.1", "localhost", "::1", "[::1]"];

/** Whether others than this machine can reach the pages. */
function isReached({ HOST: host, PUBLIC_URL: url }: { HOST: string; PUBLIC_URL?: string | undefined }): boolean {
  return !OWN.includes(host) || (url !== undefined && !OWN.includes(new URL(url).hostname));
}

function needed(env: Record<string, unknown>, names: string[], because: string): string[] {
  return names.flatMap((name) => (env[name] === undefined ? [`${name}: needed because ${because}`] : []));
}

function fail(lines: string[]): never {
  throw new AppError("config:invalid", `the configuration is not usable:\n  ${lines.join("\n  ")}`);
}
