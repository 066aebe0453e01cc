const { Namespace } = require("@pulumi/kubernetes/core/v1/namespace");
const { ConfigMap } = require("@pulumi/kubernetes/core/v1/configMap");
const { Provider } = require("@pulumi/kubernetes/provider");

const map = (namespace, options) => new ConfigMap("settings", { metadata: { name: "settings", namespace } }, options);
const inSpace = (name) => async () => { map(new Namespace("space", { metadata: { name } }).metadata.name); };

module.exports = [
    { program: async () => { map("nowhere"); }, fails: "namespaces \"nowhere\" not found (404)" },
    { program: inSpace("first"), ops: { space: "create", settings: "create" }, state: { settings: { id: "first/settings" } }, order: ["space create", "settings create"] },
    { program: inSpace("second"), ops: { space: "create-replacement, replace, delete-replaced", settings: "create-replacement, replace, delete-replaced" }, state: { settings: { id: "second/settings" } } },
    // All that is in a namespace goes with it, whoever made it.
    { program: async () => { map("second", { retainOnDelete: true }); }, ops: { space: "delete", settings: "same" } },
    { command: "refresh", ops: { settings: "refresh" } },
    // Clusters know nothing of each other; a provider may say where objects go that name no namespace.
    {
        program: async () => {
            for (const context of ["east", "west"]) {
                const space = new Namespace(`space-${context}`, { metadata: { name: "space" } }, { provider: new Provider(context, { context }) });
                new ConfigMap(`settings-${context}`, { metadata: { name: "settings" } }, { provider: new Provider(`${context}-space`, { context, namespace: space.metadata.name }) });
            }
        },
        state: { "settings-west": { id: "space/settings" } },
    },
    { command: "destroy" },
];
