// The account that the benchmark pretends to be.

export const ACCOUNT = {
  appId: "4111",
  appSecret: "bench-app-secret",
  oaId: "4222",
  secretKey: "bench-oa-secret-key",
  accessToken: "bench-access-token",
};
