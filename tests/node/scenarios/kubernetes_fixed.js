const { Job } = require("@pulumi/kubernetes/batch/v1/job");

const job = (image, completionMode) => async () => {
    new Job("migrate", { metadata: { name: "migrate" }, spec: { completionMode, template: { spec: { restartPolicy: "Never", containers: [{ name: "migrate", image }] } } } });
};

module.exports = [
    { program: job("shop/migrate:1"), ops: { migrate: "create" } },
    { program: job("shop/migrate:1", "Indexed"), fails: "'spec.completionMode' may not change while the object lives" },
    { program: job("shop/migrate:2", "Indexed"), ops: { migrate: "delete-replaced, create-replacement, replace" } },
];
