import { scannerBinary } from './scanner.wasm.js';

let compiled: WebAssembly.Module | undefined;

/** The scanner's code, compiled once for all instances. */
export function scannerModule(): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(Buffer.from(scannerBinary, 'base64'));
  return compiled;
}

/** Whether this machine runs the vector instructions that the scanner needs. */
export function canRunWasm(): boolean {
  return WebAssembly.validate(Buffer.from(scannerBinary, 'base64'));
}
