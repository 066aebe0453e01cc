using System.Collections.Immutable;
using Pulumi.Testing;

namespace Pulumi;

public sealed partial class Deployment
{
    public static async Task<ImmutableArray<Resource>> TestAsync<TStack>(IMocks mocks, TestOptions? options = null) where TStack : Stack, new() =>
        (await TestAsync(mocks, options, deployment => deployment.Start(typeof(TStack), services: null))).Resources;

    public static async Task<ImmutableArray<Resource>> TestWithServiceProviderAsync<TStack>(IMocks mocks, IServiceProvider serviceProvider, TestOptions? options = null)
        where TStack : Stack =>
        (await TestAsync(mocks, options, deployment => deployment.Start(typeof(TStack), serviceProvider))).Resources;

    public static async Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<Task<IDictionary<string, object?>>> createResources)
    {
        var (resources, deployment) = await TestAsync(testMocks, testOptions, deployment => deployment.Start(createResources, options: null));
        var outputs = await deployment.Stack.Outputs.GetValueAsync(whenUnknown: ImmutableDictionary<string, object?>.Empty);
        return ([.. resources.Where(resource => resource is not Pulumi.Stack)], outputs);
    }

    public static Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<IDictionary<string, object?>> createResources) =>
        TestAsync(testMocks, testOptions, () => Task.FromResult(createResources()));

    public static async Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Func<Task> createResources)
    {
        var (resources, _) = await TestAsync(testMocks, testOptions, async () =>
        {
            await createResources();
            return (IDictionary<string, object?>)ImmutableDictionary<string, object?>.Empty;
        });
        return resources;
    }

    public static Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Action createResources) =>
        TestAsync(testMocks, testOptions, () =>
        {
            createResources();
            return Task.CompletedTask;
        });

    static async Task<(ImmutableArray<Resource> Resources, Deployment Deployment)> TestAsync(IMocks mocks, TestOptions? options, Action<Deployment> start)
    {
        var settings = new DeploymentSettings
        {
            Project = options?.ProjectName ?? "project",
            Stack = options?.StackName ?? "stack",
            Organization = options?.OrganizationName ?? "organization",
            RootDirectory = options?.RootDirectory,
            IsDryRun = options?.IsPreview ?? true,
        };
        var (engine, monitor) = (new MockEngine(), new MockMonitor(mocks, settings));
        var deployment = new Deployment(settings, monitor, engine);
        await RunAsync(deployment, start);
        return engine.Errors.ToArray() switch
        {
            [] => ([.. monitor.Resources], deployment),
            [var only] => throw new RunException(only),
            var several => throw new AggregateException(several.Select(error => new RunException(error))),
        };
    }
}
