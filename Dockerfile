FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY tools/ensure-node.mjs tools/ensure-node.mjs
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build --chown=root:root /app/package.json ./
COPY --from=build --chown=root:root /app/node_modules node_modules
COPY --from=build --chown=root:root /app/dist dist
COPY --from=build --chown=root:root /app/bin bin
COPY --from=build --chown=root:root /app/tools tools
COPY --from=build --chown=root:root /app/schemas schemas
COPY --from=build --chown=root:root /app/codex-pipeline.yaml ./
RUN mkdir -p /data /logs && chown node:node /data /logs
USER node
EXPOSE 3001
CMD ["node", "tools/start.mjs"]
