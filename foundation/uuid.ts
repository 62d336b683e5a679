// Ids of rows: what comes in from outside is looked at before a query is asked, which fails on anything else.

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a text is an id as we write them: small letters, with hyphens. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
