// For statements that go through a province's households.
import type { Queries } from "./store.ts";

/**
 * Until the transaction ends rows are joined in memory, and statements are not compiled: for a few of them that takes longer than
 * running them.
 */
export async function expectManyRows(tx: Queries): Promise<void> {
  await tx.$queryRaw`SELECT set_config('work_mem', '64MB', true), set_config('jit', 'off', true)`;
}

/**
 * Beside it, for statements that look at each household with what hangs on it. Of a whole province these lie in the order of the households'
 * ids in indexes that hold all that is counted (prisma/migrations/…_quick): they are read side by side, nothing is gathered or sorted.
 */
export async function expectEveryHousehold(tx: Queries, { ofProvince }: { ofProvince: boolean }): Promise<void> {
  const [hashes, helpers] = ofProvince ? ["off", "1"] : ["on", "0"];
  await tx.$queryRaw`
    SELECT set_config('random_page_cost', '1.1', true), set_config('plan_cache_mode', 'force_custom_plan', true),
      set_config('enable_hashjoin', ${hashes}, true), set_config('max_parallel_workers_per_gather', ${helpers}, true)`;
}
