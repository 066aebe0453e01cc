using Infra.Tests.Engine;
using Infra.Tests.World;
using static Infra.Tests.Providers.KubeObject;

namespace Infra.Tests.Providers;

/// <summary>Deployments are real processes, so they come up, fail and leave like them.</summary>
public sealed class KubernetesPodTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_image_that_ends_at_once_fails_in_time_and_as_often_as_it_is_tried_while_the_old_one_serves()
    {
        await using var stage = await ClusterStage.StartAsync();
        KubeObject[] With(string image) => [Service("web", "web", stage.Port, "LoadBalancer"), Deployment("web", image, spec: new { progressDeadlineSeconds = 1 })];
        (await stage.UpAsync(Service("web", "web", stage.Port, "LoadBalancer"), Deployment("web", stage.V1))).Ok();

        foreach (var _ in Enumerable.Range(0, 2))
        {
            var end = await stage.UpAsync(With(stage.Broken));
            Assert.Contains(end.Errors, error => error.Contains("The Deployment default/web did not become ready within its progress deadline of 1 s: 0 of 1 replicas are ready;") && error.Contains("ended by itself with code 7"));
            Assert.Single((await stage.Scenario.ResourceAsync("Deployment-web"))["initErrors"]!.AsArray());
            Assert.Equal("v1", await stage.AskAsync());
        }
        var status = (await stage.OutputsAsync("Deployment-web"))["status"]!;
        Assert.Equal((1, "ProgressDeadlineExceeded"), (status["readyReplicas"]!.GetValue<int>(), status["conditions"]![1]!["reason"]!.GetValue<string>()));

        (await stage.UpAsync(Service("web", "web", stage.Port, "LoadBalancer"), Deployment("web", stage.V2))).Ok();
        Assert.Equal(["v2"], (await stage.SpreadAsync(10)).Keys);
    }

    [Fact]
    public async Task Who_is_not_ready_gets_nothing_and_holds_up_a_Service_that_waits_for_it()
    {
        await using var stage = await ClusterStage.StartAsync();
        var probe = new { readinessProbe = new { httpGet = new { path = "/nowhere", port = 8080 }, periodSeconds = 1, failureThreshold = 1 } };
        KubeObject[] Objects(object? container) =>
        [
            Deployment("web", stage.V1, container: container, annotations: new Dictionary<string, string> { ["pulumi.com/skipAwait"] = "true" }),
            Service("web", "web", stage.Port, "LoadBalancer", annotations: new Dictionary<string, string> { ["pulumi.com/timeoutSeconds"] = "3" }),
        ];

        var end = await stage.UpAsync(Objects(probe));

        Assert.Contains(end.Errors, error => error.Contains("The Service default/web selects pods that did not become ready within 3 s: 0 of 1 are ready;") && error.Contains("answered 404, not 200-399"));
        Assert.Equal("503", await stage.AskAsync());
        (await stage.UpAsync(Objects(null))).Ok();
        Assert.Equal("v1", await stage.AskAsync());
    }

    [Fact]
    public async Task A_Service_takes_in_pods_that_are_there_and_lets_go_of_them_without_a_restart()
    {
        await using var stage = await ClusterStage.StartAsync();
        (await stage.UpAsync(Deployment("web", stage.V1))).Ok();
        var before = (await stage.WorkloadAsync("web"))!;
        Assert.Equal(["default:default/web#pods"], before.Spec.TargetGroupIds);

        (await stage.UpAsync(Deployment("web", stage.V1), Service("web", "web", stage.Port, "LoadBalancer"))).Ok();
        Assert.Equal("v1", await stage.AskAsync());
        var behind = (await stage.WorkloadAsync("web"))!;
        (await stage.UpAsync(Deployment("web", stage.V1))).Ok();
        var after = (await stage.WorkloadAsync("web"))!;

        Assert.Equal((1, 1), (behind.Targets.Length, after.Targets.Length));
        Assert.Equal((before.Targets[0].ProcessId, before.Targets[0].ProcessId), (behind.Targets[0].ProcessId, after.Targets[0].ProcessId));
        Assert.Equal(["default:default/web"], behind.Spec.TargetGroupIds);
        Assert.Equal(["default:default/web#pods"], (await stage.World.TargetGroupsAsync("", Ct)).Select(group => group.Id));
    }

    [Fact]
    public async Task A_request_in_flight_is_answered_while_its_pod_leaves_with_its_namespace()
    {
        await using var stage = await ClusterStage.StartAsync();
        var lifecycle = new { lifecycle = new { preStop = new { sleep = new { seconds = 10 } } } };
        (await stage.UpAsync(
            Of("core/v1:Namespace", "default"),
            Gateway("edge", stage.Port), Service("web", "web"), Deployment("web", stage.V1, container: lifecycle, pod: new { terminationGracePeriodSeconds = 15 }), Route("web", ("web", 1)))).Ok();
        var workload = (await stage.WorkloadAsync("web"))!;
        Assert.Equal(5, workload.Spec.StopTimeout.TotalSeconds);
        Assert.Equal(10, (await stage.World.FindTargetGroupAsync("default:default/web", Ct))!.DeregistrationDelay.TotalSeconds);

        var slow = stage.AskAsync("/slow/1500");
        await Eventually.HoldsAsync(async () => new Counters(await stage.World.MetricsAsync(Ct)).InFlight("default/web") == 1, () => Task.FromResult("the request is in flight"));
        // Only the namespace: its objects go with it.
        await stage.Scenario.OkAsync($"destroy --yes --skip-preview --stack dev --target urn:pulumi:dev::{Scenario.Project}::kubernetes:core/v1:Namespace::Namespace-default");

        Assert.Equal("v1", await slow);
        Assert.False(Eventually.Lives(workload.Targets[0].ProcessId));
        var left = await stage.World.StatusAsync(Ct);
        Assert.Equal((0, 0), (left.Workloads.Length, left.Listeners.Length));
        Assert.Empty(await stage.World.TargetGroupsAsync("", Ct));
    }

    [Fact]
    public async Task A_pods_environment_comes_from_where_it_says_and_waits_for_what_is_still_to_be_made()
    {
        await using var stage = await ClusterStage.StartAsync();
        var container = new
        {
            env = new object[]
            {
                new { name = "PLAIN", value = "1" },
                new { name = "PORT", value = "8080" },
                new { name = "SPACE", valueFrom = new { fieldRef = new { fieldPath = "metadata.namespace" } } },
                new { name = "APP", valueFrom = new { fieldRef = new { fieldPath = "metadata.labels['app']" } } },
                new { name = "PASSWORD", valueFrom = new { secretKeyRef = new { name = "login", key = "password" } } },
                new { name = "MODE", valueFrom = new { configMapKeyRef = new { name = "settings", key = "mode" } } },
                new { name = "NONE", valueFrom = new { configMapKeyRef = new { name = "nowhere", key = "a", optional = true } } },
            },
            envFrom = new[] { new { prefix = "SET_", configMapRef = new { name = "settings" } } },
        };
        var web = Deployment("web", stage.V1, container: container);
        var settings = Of("core/v1:ConfigMap", "settings", rest: new { data = new { mode = "fast" } });
        var login = Of("core/v1:Secret", "login", rest: new { stringData = new { password = "hunter2" } });

        (await stage.Scenario.UpAsync(async program =>
        {
            var deployment = program.RegisterAsync(web.Type, web.Name, web.Inputs);
            await program.RegisterAsync(settings.Type, settings.Name, settings.Inputs);
            await program.RegisterAsync(login.Type, login.Name, login.Inputs);
            await deployment;
        })).Ok();

        Assert.Equal("APP=web; MODE=fast; PASSWORD=hunter2; PLAIN=1; SET_mode=fast; SPACE=default", string.Join("; ", (await stage.WorkloadAsync("web"))!.Spec.Environment.Select(variable => $"{variable.Key}={variable.Value}")));
        // From the state of the stack: no process of this update made the Secret.
        await stage.Scenario.RestartEngineAsync();
        (await stage.UpAsync(settings, login, Deployment("web", stage.V2, container: container))).Ok();
        Assert.Equal("hunter2", (await stage.WorkloadAsync("web"))!.Spec.Environment["PASSWORD"]);
    }

    [Fact]
    public async Task What_a_pod_refers_to_and_nobody_has_is_said()
    {
        await using var stage = await ClusterStage.StartAsync();
        var reference = new { envFrom = new[] { new { secretRef = new { name = "login" } } } };

        var missing = await stage.UpAsync(Deployment("web", stage.V1, container: reference, spec: new { progressDeadlineSeconds = 1 }));
        var none = await stage.UpAsync(Deployment("api", "shop/none@sha256:0000"));

        Assert.Contains(missing.Errors, error => error.Contains("0 of 1 replicas are ready; CreateContainerConfigError: secret \"login\" not found"));
        Assert.Contains(none.Errors, error => error.Contains("The Deployment default/api can't run its pods:") && error.Contains("no image shop/none@sha256:0000"));
        Assert.Null(await stage.WorkloadAsync("web"));
        (await stage.UpAsync(Deployment("web", stage.V1))).Ok();
        Assert.Single((await stage.World.StatusAsync(Ct)).Workloads);
    }

    [Fact]
    public async Task An_autoscaler_raises_what_is_below_its_least_and_a_changed_count_is_drift()
    {
        await using var stage = await ClusterStage.StartAsync();
        KubeObject Scaler(int least) => Of("autoscaling/v2:HorizontalPodAutoscaler", "scaler", new { scaleTargetRef = new { apiVersion = "apps/v1", kind = "Deployment", name = "web" }, minReplicas = least, maxReplicas = 3 });
        // Without replicas of its own: they are the autoscaler's.
        var web = Deployment("web", stage.V1, replicas: null);

        (await stage.UpAsync(web, Scaler(2))).Ok();
        Assert.Equal(2, (await stage.WorkloadAsync("web"))!.Spec.Replicas);
        (await stage.UpAsync(Deployment("web", stage.V1, replicas: null, pod: new { terminationGracePeriodSeconds = 9 }), Scaler(2))).Ok();
        Assert.Equal(2, (await stage.OutputsAsync("Deployment-web"))["status"]!["readyReplicas"]!.GetValue<int>());

        (await stage.UpAsync(Deployment("web", stage.V1, replicas: 1))).Ok();
        var spec = (await stage.WorkloadAsync("web"))!.Spec;
        await stage.World.PutAsync(spec with { Replicas = 0 }, Ct);
        await stage.Scenario.OkAsync("refresh --yes --skip-preview --stack dev");
        Assert.Equal(0, (await stage.InputsAsync("Deployment-web"))["spec"]!["replicas"]!.GetValue<int>());
        Assert.Equal("update", (await stage.UpAsync(Deployment("web", stage.V1, replicas: 1))).Ok().Ops("Deployment-web"));
        Assert.Equal(1, (await stage.WorkloadAsync("web"))!.Ready);
    }

    [Fact]
    public async Task What_a_pod_asks_that_the_sandbox_cannot_do_is_refused_before_anything_is_made()
    {
        await using var scenario = await Scenario.StartAsync();
        foreach (var (container, sentence) in new (object, string)[]
        {
            (new { command = new[] { "sh" } }, "containers[0].command"),
            (new { readinessProbe = new { exec = new { command = new[] { "true" } } } }, "which asks by httpGet"),
            (new { lifecycle = new { preStop = new { exec = new { command = new[] { "nginx", "-s", "quit" } } } } }, "whose pods sleep before they stop"),
        })
            Assert.Contains((await scenario.PreviewAsync(ClusterStage.Program(Deployment("web", "shop/web:1", container: container)))).Errors, error => error.Contains(sentence));
    }
}
