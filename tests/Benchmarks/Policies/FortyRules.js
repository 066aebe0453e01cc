// Forty rules over ten types, four for each; Pack/Program.cs has the same, line for line.
const { PolicyPack, validateResourceOfType } = require("@pulumi/policy");

const policies = [];
for (let at = 0; at < 10; at++) {
  const type = class { static get __pulumiType() { return `bench:index:Type${at}`; } };
  const make = (name, check) => policies.push({ name, description: "It holds.", enforcementLevel: "advisory", validateResource: validateResourceOfType(type, check) });
  make(`encrypted-${at}`, (props, args, report) => {
    if (props.encryption?.enabled !== true) report(`${args.name} is not encrypted.`);
  });
  make(`tagged-${at}`, (props, args, report) => {
    for (const tag of ["owner", "stage", "service"])
      if (props.tags?.[tag] === undefined) report(`${args.name} has no tag ${tag}.`);
  });
  make(`closed-${at}`, (props, args, report) => {
    for (const rule of props.ingress ?? [])
      if (rule.cidr === "0.0.0.0/0" && rule.port !== 443) report(`${args.name} is open on ${rule.port}.`);
  });
  make(`named-${at}`, (props, args, report) => {
    if (!props.name?.startsWith("shop-")) report(`${args.name} is not named shop-….`);
  });
}
new PolicyPack("forty", { policies });
