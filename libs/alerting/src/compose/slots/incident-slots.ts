import type { EventMap } from '@app/contracts';
import { NOBODY, type Slots } from './slots.js';
import { minutes, seconds } from './spans.js';

export function loopOpened({
  target,
  heals,
  windowSeconds,
  actionType,
  retryAt,
}: EventMap['heal-loop.opened']): Slots {
  return {
    kind: 'loop',
    severity: 'critical',
    service: target,
    headline: `${target}: ${String(heals)} heals in ${minutes(windowSeconds)} did not help. Automation STOPPED.`,
    whoMustAct: `You: inspect, then: autoheal loop reset ${target}`,
    action: `${actionType} ${target}: paused until ${retryAt}, then one trial`,
  };
}

export function incidentResolved({
  target,
  title,
  downtimeMs,
  heals,
  detections,
}: EventMap['incident.resolved']): Slots {
  return {
    kind: 'recovery',
    severity: 'info',
    service: target,
    headline: `${target}: resolved: ${title}.`,
    whoMustAct: NOBODY,
    symptom: `Down for ${seconds(downtimeMs)}, ${String(heals)} heal(s), ${String(detections)} detection(s).`,
  };
}
