// Where the bytes of evidence lie: a folder beside the embedded store, or an S3-compatible store. They come here sealed.
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { S3mini } from "s3mini";

/** A place for sealed files. */
export interface Shelf {
  put(name: string, sealed: string): Promise<void>;
  get(name: string): Promise<string | null>;
  /** Also when there is none of that name. */
  delete(name: string): Promise<void>;
  /** The names of all files. */
  names(): Promise<string[]>;
}

/** How an S3-compatible store is reached. The bucket is this installation's alone: what no record names is deleted from it. */
export interface S3Settings {
  /** With the bucket: "https://storage.example/evidence". */
  endpoint: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** Files in a folder, which is made when the first one comes. */
export function folderShelf(folder: string): Shelf {
  return {
    async put(name, sealed) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(join(folder, name), sealed, { mode: 0o600 });
    },
    get: (name) => readFile(join(folder, name), "utf8").catch(() => null),
    delete: (name) => rm(join(folder, name), { force: true }),
    names: () => readdir(folder).catch(() => []),
  };
}

/** Objects in an S3-compatible store. */
export function s3Shelf(settings: S3Settings): Shelf {
  const bucket = new S3mini(settings);
  return {
    async put(name, sealed) {
      await bucket.putObject(name, sealed, "application/octet-stream");
    },
    get: (name) => bucket.getObject(name),
    async delete(name) {
      await bucket.deleteObject(name);
    },
    names: async () => ((await bucket.listObjects()) ?? []).map(({ Key }) => Key),
  };
}
