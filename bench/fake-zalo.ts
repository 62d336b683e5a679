// The least a Zalo can be: takes a message, answers success, counts. A process of its own, so that it costs the server
// under measurement nothing. GET /count tells how many messages came.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

let count = 0;

const server = createServer((request, response) => {
  if (request.method === "GET") return void response.end(String(count));
  request.resume().on("end", () => {
    count += 1;
    const data = { message_id: count.toString(16).padStart(20, "0"), user_id: "1", sent_time: "0" };
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ error: 0, message: "Success", data }));
  });
});
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
