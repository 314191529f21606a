import type { EvidenceSection } from './budget.js';
import type { EvidenceScene } from './evidence-scene.js';

/** One kind of evidence. @returns nothing where there is none */
export type Collector = (scene: EvidenceScene) => Promise<readonly EvidenceSection[]>;
