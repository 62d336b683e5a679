// A code as a picture: to be shown or printed, and scanned with the telephone.
import QRCode from "qrcode";

/** Writes a PNG file. The code is readable by any QR reader, as text. */
export function writeCodePicture(file: string, code: string): Promise<void> {
  return QRCode.toFile(file, code, { type: "png", errorCorrectionLevel: "M", margin: 4, scale: 8 });
}
