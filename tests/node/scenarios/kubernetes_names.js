const { Namespace } = require("@pulumi/kubernetes/core/v1/namespace");
const { ConfigMap } = require("@pulumi/kubernetes/core/v1/configMap");
const { Provider } = require("@pulumi/kubernetes/provider");

const settings = (value, metadata) => async () => {
    const map = new ConfigMap("settings", { metadata, data: { value } });
    return { mark: map.metadata.annotations, isMadeUp: map.metadata.name.apply((name) => /^settings-[0-9a-f]{8}$/.test(name)), space: map.metadata.namespace };
};
const bad = (Kind, name) => ({ program: async () => { new Kind("bad", { metadata: { name } }); }, fails: "DNS-1123" });

module.exports = [
    // A made-up name: the new one can stand beside the old one.
    { program: settings("1"), ops: { settings: "create" }, outputs: { mark: { "pulumi.com/autonamed": "true" }, isMadeUp: true, space: "default" } },
    { program: settings("1"), flags: ["--expect-no-changes"], ops: { settings: "same" } },
    { program: settings("2"), ops: { settings: "create-replacement, replace, delete-replaced" }, outputs: { isMadeUp: true } },
    // A name of the program's own can't be had twice at once.
    { program: settings("2", { name: "mine" }), ops: { settings: "create-replacement, replace, delete-replaced" }, outputs: { isMadeUp: false } },
    { program: settings("3", { name: "mine" }), ops: { settings: "delete-replaced, create-replacement, replace" } },
    { program: async () => { new ConfigMap("settings", { metadata: { name: "mine" }, data: { value: "3" } }); new ConfigMap("again", { metadata: { name: "mine" } }); }, fails: "default/mine already exists (409)" },
    { program: async () => { new ConfigMap("settings", { metadata: { generateName: "mine-" } }); }, fails: "not possible under server-side apply" },
    {
        program: async () => {
            const provider = new Provider("client-side", { enableServerSideApply: false });
            const map = new ConfigMap("generated", { metadata: { generateName: "mine-" } }, { provider });
            return { isMadeUp: map.metadata.name.apply((name) => /^mine-[0-9a-f]{5}$/.test(name)) };
        },
        outputs: { isMadeUp: true },
    },
    bad(ConfigMap, "My_Map"),
    bad(Namespace, "a.b"),
    { program: async () => { new Namespace("n".repeat(60)); }, fails: "at most 63 are allowed" },
];
