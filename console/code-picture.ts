// A code as a picture on a page: scanned with the telephone, nothing is typed.

/** An address that holds the picture itself; the policy of the pages allows pictures so. */
export async function codePicture(code: string): Promise<string> {
  const { default: QRCode } = await import("qrcode"); // seldom drawn, and fifty files to load
  return QRCode.toDataURL(code, { errorCorrectionLevel: "M", margin: 4, scale: 8 });
}
