import { describe, expect, it } from '@jest/globals';
import { detectionSettings, parsePatternConfig } from '@app/detection';
import { parseHealAction } from '@app/healing';
import { patternFile } from '@app/pattern-file';
import { platformSettings, readSettings } from '@app/settings';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { settingsDefinitions as ofTheApi } from '../apps/api/src/settings-definitions.js';
import { settingsDefinitions as ofTheWatchdog } from '../apps/watchdog/src/settings-definitions.js';

const FOLDER = join(import.meta.dirname, '../examples/kubernetes');
const READ_ONLY = z.object({ readOnly: z.literal(true) });

const container = z.object({
  name: z.enum(['watchdog', 'api']),
  command: z.tuple([z.literal('node'), z.string().startsWith('dist/apps/')]),
  env: z.array(z.object({ name: z.string(), value: z.string().optional() })),
  ports: z.array(z.object({ name: z.string(), containerPort: z.int() })).default([]),
  livenessProbe: z.object({ httpGet: z.object({ path: z.string() }).optional() }),
  resources: z.object({ requests: z.object({}), limits: z.object({ memory: z.string() }) }),
  securityContext: z.strictObject({
    allowPrivilegeEscalation: z.literal(false),
    readOnlyRootFilesystem: z.literal(true),
    capabilities: z.strictObject({ drop: z.tuple([z.literal('ALL')]) }),
  }),
  volumeMounts: z.array(
    z.object({ name: z.string(), mountPath: z.string(), readOnly: z.boolean().optional() }),
  ),
});
const pod = z.object({
  serviceAccountName: z.string(),
  automountServiceAccountToken: z.literal(false),
  terminationGracePeriodSeconds: z.number().min(30),
  securityContext: z.object({ runAsNonRoot: z.literal(true), runAsUser: z.int().min(1) }),
  containers: z.tuple([container, container]),
  volumes: z.array(z.object({ name: z.string() })),
});
const deployment = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    replicas: z.literal(1),
    strategy: z.strictObject({ type: z.literal('Recreate') }),
    template: z.object({
      spec: pod,
      metadata: z.object({ labels: z.record(z.string(), z.string()) }),
    }),
  }),
});
const manifest = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.object({ name: z.string() }),
});

const documents = readdirSync(FOLDER).flatMap((name) =>
  parseAllDocuments(readFileSync(join(FOLDER, name), 'utf8')).map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS() as unknown;
  }),
);
const of = <T>(kind: string, schema: z.ZodType<T>): T => {
  const found = documents.find((document) => manifest.parse(document).kind === kind);
  return schema.parse(found);
};

describe('the manifests for Kubernetes', () => {
  const { metadata, spec } = of('Deployment', deployment);
  const { containers, volumes, ...inPod } = spec.template.spec;
  const [watchdog, api] = containers;

  it('run as nobody in particular, on a root that nobody writes, and one watchdog at a time', () => {
    expect(containers.map(({ name }) => name)).toEqual(['watchdog', 'api']);
    for (const name of ['config', 'logs', 'token'])
      expect(
        READ_ONLY.safeParse(watchdog.volumeMounts.find((mount) => mount.name === name)).success,
      ).toBe(true);
  });

  it('name volumes that are there', () => {
    const names = volumes.map(({ name }) => name);
    for (const { volumeMounts } of containers)
      for (const { name } of volumeMounts) expect(names).toContain(name);
  });

  it('set variables that the apps know, by values that they take', () => {
    for (const [app, definitions] of [
      [watchdog, ofTheWatchdog],
      [api, ofTheApi],
    ] as const) {
      const known = definitions.flatMap(({ variables }) => Object.keys(variables.shape));
      for (const { name } of app.env) expect(known).toContain(name);
      const values = app.env.map(({ name, value = 'a-long-enough-key' }) => [name, value] as const);
      expect(() => readSettings(definitions, Object.fromEntries(values))).not.toThrow();
    }
  });

  it('lead the service to the port that the API listens on', () => {
    const service = of(
      'Service',
      z.object({
        spec: z.object({
          selector: z.record(z.string(), z.string()),
          ports: z.array(z.object({ targetPort: z.string() })),
        }),
      }),
    );
    expect(spec.template.metadata.labels).toMatchObject(service.spec.selector);
    const [port] = api.ports;
    expect(service.spec.ports).toEqual([{ targetPort: port?.name }]);
    expect(api.env).toContainEqual({ name: 'API_PORT', value: String(port?.containerPort) });
    expect(api.livenessProbe.httpGet?.path).toBe('/livez');
    expect(metadata.name).toBe('zion-autoheal');
  });

  it('give the watchdog no right but to get and patch the Deployments that it heals', () => {
    const { rules } = of(
      'Role',
      z.object({ rules: z.array(z.record(z.string(), z.array(z.string()))) }),
    );
    expect(rules).toEqual([
      {
        apiGroups: ['apps'],
        resources: ['deployments'],
        resourceNames: expect.arrayContaining(['shop-api']),
        verbs: ['get', 'patch'],
      },
    ]);
    expect(of('ServiceAccount', manifest).metadata.name).toBe(inPod.serviceAccountName);
    expect(api.volumeMounts.map(({ name }) => name)).not.toContain('token');
  });

  it('have a pattern file that is right, whose services the role names', () => {
    const { data } = of('ConfigMap', z.object({ data: z.record(z.string(), z.string()) }));
    const { schema, defaults } = patternFile(
      readSettings([platformSettings, detectionSettings], {}),
    );
    const result = parsePatternConfig(data['error-patterns.yaml'] ?? '', schema, defaults);
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    const actions = result.config.patterns.map(({ plan }) => plan.action);
    expect(actions).toEqual([
      expect.objectContaining({ manager: 'kubernetes', service: 'shop-api' }),
    ]);
    for (const action of actions)
      expect(action && parseHealAction(action)).toMatchObject({ ok: true });
  });
});
