// The languages that people are answered in.

/** Vietnamese first, English complete. */
export type Language = "vi" | "en";
export const LANGUAGES: readonly Language[] = ["vi", "en"];
