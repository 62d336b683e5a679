// The key that seals personal data: configured, or for the embedded store made at the first start and kept beside it.
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** 64 hexadecimal digits. The file is readable by its owner alone; who loses it loses what was sealed. */
export function encryptionKey(options: { encryptionKey: string | null; dataDir: string }): string {
  if (options.encryptionKey !== null) return options.encryptionKey;
  const file = join(options.dataDir, "encryption.key");
  if (!existsSync(file)) {
    mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
    writeFileSync(file, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600, flag: "wx" });
  }
  return readFileSync(file, "utf8").trim();
}
