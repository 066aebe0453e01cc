const pulumi = require("@pulumi/pulumi");
const { Secret } = require("@pulumi/kubernetes/core/v1/secret");
const { ConfigMap } = require("@pulumi/kubernetes/core/v1/configMap");
const { Provider } = require("@pulumi/kubernetes/provider");

const encoded = (text) => Buffer.from(text).toString("base64");
const program = (password, { provider, immutable } = {}) => async () => {
    const options = provider ? { provider: new Provider("mutable", { enableSecretMutable: true, enableConfigMapMutable: true }) } : {};
    const secret = new Secret("login", { immutable, stringData: { password: pulumi.secret(password) } }, options);
    const map = new ConfigMap("sizes", { data: { length: `${password.length}` } }, options);
    return { type: secret.type, data: secret.data, map: map.data };
};

const replaced = "create-replacement, replace, delete-replaced";

module.exports = [
    { program: program("hunter2"), outputs: { type: "Opaque", data: "[secret]", map: { length: "7" } }, hides: ["hunter2", encoded("hunter2")] },
    { program: program("hunter2"), flags: ["--expect-no-changes"], hides: ["hunter2", encoded("hunter2")] },
    { program: program("hunter22"), ops: { login: replaced, sizes: replaced }, hides: ["hunter22", encoded("hunter22")] },
    { command: "refresh", flags: ["--expect-no-changes"], hides: ["hunter22", encoded("hunter22")] },
    { command: "destroy", hides: ["hunter22"] },
    { program: program("swordfish", { provider: true }) },
    { program: program("swordfish!", { provider: true }), ops: { login: "update", sizes: "update" }, outputs: { data: "[secret]", map: { length: "10" } }, hides: ["swordfish", encoded("swordfish!")] },
    { program: program("swordfish!", { provider: true, immutable: true }) },
    { program: async () => { await program("swordfish!", { provider: true })(); }, fails: "'immutable' may not change" },
];
