const pulumi = require("@pulumi/pulumi");

const stash = (value) => async () => ({ first: new pulumi.Stash("stash", { input: value }).output });

module.exports = [
    { program: stash("one"), ops: { stash: "create" }, outputs: { first: "one" } },
    { program: stash("two"), ops: { stash: "update" }, outputs: { first: "one" } },
    { program: stash("two"), flags: ["--replace", "**::stash"], ops: { stash: "create-replacement, replace, delete-replaced" }, outputs: { first: "two" } },
    { command: "destroy", ops: { stash: "delete" } },
];
