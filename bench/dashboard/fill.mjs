import { DatabaseSync } from 'node:sqlite';

const MINUTE_MS = 60_000;
const SERVICES = ['shop', 'cart', 'payments', 'search', 'mail'];

/** Writes so many resolved incidents, a minute apart, as they stand once they are over. */
export function fill(path, incidents) {
  const database = new DatabaseSync(path);
  const incident = database.prepare(
    `insert into incidents (id, key, target, title, severity, status, opened_at, last_seen_at, resolved_at,
      resolved_by, detections, heals, suppressed, detection)
     values (?, ?, ?, ?, 'error', 'resolved', ?, ?, ?, 'verified', 3, 1, 0, ?)`,
  );
  database.exec('begin');
  const now = Date.now();
  for (let number = 0; number < incidents; number += 1) {
    const service = SERVICES[number % SERVICES.length];
    const [opened, seen, resolved] = [0, 5_000, 20_000].map((ms) =>
      new Date(now - (number + 1) * MINUTE_MS + ms).toISOString(),
    );
    const id = `incident-${String(number).padStart(6, '0')}`;
    incident.run(
      id,
      `pattern:trouble/${service}`,
      service,
      `${service} does not answer (${number})`,
      opened,
      seen,
      resolved,
      JSON.stringify(detection(service, number)),
    );
  }
  database.exec('commit');
  database.close();
}

function detection(service, number) {
  return {
    title: `${service} does not answer (${number})`,
    severity: 'error',
    key: `pattern:trouble/${service}`,
    trigger: { type: 'pattern', id: 'trouble' },
    occurrences: 3,
    streak: { length: 3, limit: 2 },
    evidence: {
      records: [{ text: `ERROR ${service} does not answer: try ${number}` }],
      context: [],
    },
    plan: { mode: 'auto', target: service },
  };
}
