// A code as a picture on a page: scanned with the telephone, nothing is typed.
import QRCode from "qrcode";

/** An address that holds the picture itself; the policy of the pages allows pictures so. */
export function codePicture(code: string): Promise<string> {
  return QRCode.toDataURL(code, { errorCorrectionLevel: "M", margin: 4, scale: 8 });
}
