// Whether a JSON document keeps a JSON schema: node schema.js SCHEMA DOCUMENT. Ends with 1 and what is wrong where it doesn't.
const fs = require("fs");
const [schema, document] = process.argv.slice(2).map((file) => JSON.parse(fs.readFileSync(file, "utf8")));
const Ajv = require(schema.$schema.includes("2020-12") ? "ajv/dist/2020" : "ajv-draft-04");
const ajv = new Ajv({ strict: false, allErrors: true });
require("ajv-formats")(ajv);
const validate = ajv.compile(schema);
if (!validate(document)) {
  console.log(JSON.stringify(validate.errors, null, 1));
  process.exit(1);
}
