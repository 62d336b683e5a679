// The least a Zalo can be: takes a message, answers success, remembers to whom and when. A process of its own, so that it
// costs the server under measurement nothing. GET / tells how many messages came, GET /answers when, and forgets that.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

let count = 0;
let answers: [person: string, at: number][] = [];

const server = createServer((request, response) => {
  if (request.url === "/answers") {
    response.end(JSON.stringify(answers));
    answers = [];
    return;
  }
  if (request.method === "GET") return void response.end(String(count));
  let body = "";
  request.setEncoding("utf8").on("data", (chunk: string) => {
    body += chunk;
  });
  request.on("end", () => {
    count += 1;
    answers.push([/"user_id":"(\d+)"/.exec(body)?.[1] ?? "", Date.now()]);
    const data = { message_id: count.toString(16).padStart(20, "0"), user_id: "1", sent_time: "0" };
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ error: 0, message: "Success", data }));
  });
});
server.keepAliveTimeout = 60_000; // whoever does not repeat a call would lose a message to a connection closed between two
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
