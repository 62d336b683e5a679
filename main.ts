// The process: read the configuration, start, say where it is, stop when told to.
import { readConfig } from "./config.ts";
import { AppError, describeFault } from "./foundation/errors.ts";
import { startServer } from "./server.ts";

/** What is under way may take this long to end; after that a crash, which loses nothing, is better than waiting. */
const STOP_MS = 30_000;

const say = (line: string) => process.stdout.write(`${line}\n`);

try {
  const config = readConfig();
  const running = await startServer(config);
  if (config.today !== null) say(`\n  *** TODAY IS FIXED: every answer is given for ${config.today} ***\n`);
  say(`An Sinh is ready at ${running.url} (${running.database.kind} store)`);
  if (running.simulator !== null) say(`  chat page: ${running.url}/simulator/`);
  say(`  officers' pages: ${running.url}/console (an officer writes "đăng nhập" in the chat for a link)`);
  void running.demonstration.then((households) => {
    if (households !== null) say(`  a demonstration commune was loaded: ${households} invented households`);
  });
  let stopping = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      setTimeout(() => process.exit(1), STOP_MS + config.drainSeconds * 1000).unref();
      running.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
} catch (fault) {
  process.stderr.write(`An Sinh could not start: ${describeFault(fault)}\n`);
  if (fault instanceof AppError && fault.cause !== undefined) process.stderr.write(`  ${describeFault(fault.cause)}\n`);
  process.exit(1);
}
