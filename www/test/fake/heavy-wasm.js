/* An empty wasm module; its key is 0. */
export default "\0\0asm\x01\0\0\0";
