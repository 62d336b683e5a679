// What a request meets when its handling failed: a status and nothing else. Express's own answer would show a stack trace.
import type { ErrorRequestHandler } from "express";
import { describeFault } from "../foundation/errors.ts";
import type { Logger } from "../foundation/log.ts";

/** The last middleware of the server: the fault's own 4xx (body too large, unreadable address), else 500 and a line in the log. */
export function refuseFault(log: Logger): ErrorRequestHandler {
  return (fault: unknown, _request, response, next) => {
    if (response.headersSent) return next(fault);
    const status = statusOf(fault);
    if (status >= 500) log.error({ fault: describeFault(fault) }, "a request failed");
    response.status(status).end();
  };
}

function statusOf(fault: unknown): number {
  const status = typeof fault === "object" && fault !== null && "status" in fault ? Number(fault.status) : 500;
  return status >= 400 && status < 500 ? status : 500;
}
