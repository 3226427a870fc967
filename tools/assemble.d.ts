/** A WebAssembly module in text → a TypeScript file that exports its bytes. */
export declare function assemble(text: string): Promise<string>;
