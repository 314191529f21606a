import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '@app/settings';

/** A folder of its own, so that the demo touches neither the checkout nor a real platform. */
export class DemoWorkspace {
  readonly folder = mkdtempSync(join(tmpdir(), 'autoheal-demo-'));
  readonly service = join(this.folder, 'shop');
  readonly logs = join(this.service, 'logs');
  readonly data = join(this.folder, 'data');
  readonly pm2Home = join(this.folder, 'pm2');
  readonly patterns = join(this.folder, 'demo-patterns.yaml');

  constructor(readonly shopPort: number) {
    const examples = join(packageRoot, 'examples');
    cpSync(join(examples, 'demo-service'), this.service, { recursive: true });
    for (const folder of [this.logs, this.data, this.pm2Home]) {
      mkdirSync(folder, { recursive: true });
    }
    const template = readFileSync(join(examples, 'demo-patterns.yaml'), 'utf8');
    writeFileSync(this.patterns, template.replaceAll('${SHOP_PORT}', String(shopPort)));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
