# An Sinh in a container. Needs nothing but the base image and npm's registry; the image holds no secret and no data.
#   docker build -t an-sinh:0.1.0 .
#   docker run --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges \
#     --env-file deploy/an-sinh.env -v an-sinh-data:/var/lib/an-sinh -p 127.0.0.1:3000:3000 an-sinh:0.1.0

FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
COPY . .
# Also generates the Prisma client, the empty store and the trained model: nothing of this is done at run time.
RUN npm ci --omit=dev --no-audit --no-fund

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/var/lib/an-sinh
WORKDIR /app
COPY --from=build /app /app
RUN mkdir /var/lib/an-sinh && chown node:node /var/lib/an-sinh
VOLUME /var/lib/an-sinh
USER node
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
# Told to stop by SIGTERM; give it DRAIN_SECONDS and half a minute (docker stop --time 60).
CMD ["node", "main.ts"]
