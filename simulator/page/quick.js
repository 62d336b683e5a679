// Quick answers: when the OA's last message is plain text with numbered lines, each number becomes something to tap.

const LINE = /^\s*\[?(\d{1,2})[.)]\s+(.+?)\]?\s*$/;

/** The numbered choices at the end of a message of the OA: [{number, title}], none when it has buttons of its own. */
export function quickAnswers(message) {
  if (message?.from !== "oa" || message.buttons.length > 0) return [];
  const found = message.text
    .split("\n")
    .map((line) => LINE.exec(line))
    .filter((match) => match !== null)
    .map(([, number, title]) => ({ number, title }));
  // Numbers that run 1, 2, 3 … are choices; anything else is only text with numbers in it.
  const choices = found.every(({ number }, index) => Number(number) === index + 1);
  return choices && found.length >= 2 ? found : [];
}
