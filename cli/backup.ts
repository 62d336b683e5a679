// `ansinh backup` and `ansinh restore`: everything the store remembers into one file, and back into an empty store of either kind.
import { join } from "node:path";
import type { Config } from "../config.ts";
import { systemClock } from "../foundation/clock.ts";
import type { Tallies } from "../registry/backup/file.ts";
import { restoreBackup } from "../registry/backup/restore.ts";
import { writeBackup } from "../registry/backup/write.ts";
import { folderShelf, type Shelf, s3Shelf } from "../registry/evidence/shelf.ts";
import type { Call, Command, Io } from "./command.ts";
import { withStore } from "./open-store.ts";

export const backup: Command = {
  name: "backup",
  forms: [
    {
      call: "backup NEW.gz",
      example: "backup an-sinh.gz",
      does: "write everything into one file, readable by its owner alone; PostgreSQL may go on working, the embedded store must be stopped",
      run: write,
    },
  ],
};

export const restore: Command = {
  name: "restore",
  forms: [
    {
      call: "restore FILE.gz",
      example: "restore an-sinh.gz",
      does: "put a backup into an empty store of either kind, all of it or nothing; needs the ENCRYPTION_KEY it was made with",
      run: read,
    },
  ],
};

async function write({ words: [file] }: Call, io: Io): Promise<number> {
  const config = io.config();
  const shelf = config.evidenceS3 === null ? shelfOf(config) : null;
  const tallies = await withStore(config, (store) => writeBackup({ store, shelf, now: systemClock().now() }, file!));
  tell(io, tallies);
  io.out(
    `written to ${file}; keep it apart from ENCRYPTION_KEY${config.encryptionKey === null ? ", which is in DATA_DIR/encryption.key" : ""}`,
  );
  if (shelf === null) io.out("evidence lies in its S3 store and is not in the file");
  return 0;
}

async function read({ words: [file] }: Call, io: Io): Promise<number> {
  const config = io.config();
  const restoring = { shelf: shelfOf(config), now: systemClock().now() };
  const { head, tallies } = await withStore(config, (store) => restoreBackup({ ...restoring, store }, file!));
  tell(io, tallies);
  io.out(`restored as it was at ${head.made.toISOString()} and compared`);
  io.out("Zalo's token may have been renewed since: ask ansinh token once the server runs");
  return 0;
}

function tell(io: Io, tallies: Tallies): void {
  for (const [name, { rows, sha256 }] of Object.entries(tallies))
    if (rows > 0) io.out(`${name}  ${rows}  ${sha256.slice(0, 12)}`);
}

function shelfOf({ evidenceS3, dataDir }: Config): Shelf {
  return evidenceS3 === null ? folderShelf(join(dataDir, "evidence")) : s3Shelf(evidenceS3);
}
