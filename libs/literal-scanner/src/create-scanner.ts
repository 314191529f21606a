import type { LiteralScanner, ScannerOptions } from './literal-scanner.js';
import { PlainScanner } from './plain-scanner.js';
import { canRunWasm } from './scanner-module.js';
import { WasmScanner } from './wasm-scanner.js';

/**
 * A scanner for the given literals, in WebAssembly where its instructions are to be had.
 *
 * @throws RangeError when there is no literal, or one shorter than `SHORTEST_LITERAL` bytes
 */
export function createScanner(
  literals: readonly Uint8Array[],
  options: ScannerOptions = { anyCase: false },
): LiteralScanner {
  return canRunWasm() ? new WasmScanner(literals, options) : new PlainScanner(literals, options);
}
