// Money is integer đồng, everywhere.

const written = { vi: new Intl.NumberFormat("vi-VN"), en: new Intl.NumberFormat("en-GB") };

/** 1500000 → "1.500.000" in Vietnamese, "1,500,000" in English. The unit is the text's business. */
export function formatDong(amount: number, language: "vi" | "en" = "vi"): string {
  if (!Number.isSafeInteger(amount)) throw new RangeError("an amount of money is a whole number of đồng");
  return written[language].format(amount);
}
