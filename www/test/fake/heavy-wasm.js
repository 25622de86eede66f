/** Base64 of the gzip of an empty wasm module. */
export default "H4sIAAAAAAAAA2NILM5lZGBgAADOM0scCAAAAA==";
