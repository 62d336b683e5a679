// For statements that go through a province's households.
import type { Queries } from "./store.ts";

/**
 * Until the transaction ends rows are joined in memory, and statements are not compiled: for a few of them that takes longer than
 * running them.
 */
export async function expectManyRows(tx: Queries): Promise<void> {
  await tx.$queryRaw`SELECT set_config('work_mem', '64MB', true), set_config('jit', 'off', true)`;
}
