/* An empty wasm module; its key is 1. */
export default "\x01\x01`rl\0\x01\x01\x01";
