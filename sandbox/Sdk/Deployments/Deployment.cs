namespace Pulumi;

/// <summary>One run of a program. Each run has its own, however many run in the process at once.</summary>
public sealed partial class Deployment
{
    static readonly AsyncLocal<DeploymentInstance?> current = new();

    readonly DeploymentSettings settings;
    Stack? stack;

    internal Deployment(DeploymentSettings settings, IMonitor monitor, IEngine engine)
    {
        this.settings = settings;
        Monitor = monitor;
        Engine = engine;
        Log = new EngineLog(engine);
        Registrar = new Registrar(this);
        Invoker = new Invoker(this);
        Caller = new Caller(this);
        Packages = new PackageRegistrar(this);
        Transformer = new Transformer(this);
        Hooks = new HookRegistrar(this);
    }

    public static DeploymentInstance Instance
    {
        get => current.Value ?? throw new InvalidOperationException("Trying to acquire Deployment.Instance before 'Run' was called.");
        internal set
        {
            if (current.Value is not null) throw new InvalidOperationException("Deployment.Instance should only be set once at the beginning of a 'Run' call.");
            current.Value = value;
        }
    }

    internal static Deployment Required => Instance.Deployment;

    internal static Deployment? Current => current.Value?.Deployment;

    internal static bool ResourceReferencesWanted { get; } =
        Environment.GetEnvironmentVariable("PULUMI_DISABLE_RESOURCE_REFERENCES") is not { } wish
        || !(wish == "1" || wish.Equals("true", StringComparison.OrdinalIgnoreCase));

    internal string StackName => settings.Stack;

    internal string ProjectName => settings.Project;

    internal string OrganizationName => settings.Organization;

    internal bool IsDryRun => settings.IsDryRun;

    internal string RootName => $"{ProjectName}-{StackName}";

    internal string RootDirectory => settings.RootDirectory
        ?? throw new InvalidOperationException("The Pulumi CLI version does not support root directory. Please update the Pulumi CLI.");

    internal Runner Runner { get; } = new();

    internal IMonitor Monitor { get; }

    internal IEngine Engine { get; }

    internal EngineLog Log { get; }

    internal Registrar Registrar { get; }

    internal Invoker Invoker { get; }

    internal Caller Caller { get; }

    internal PackageRegistrar Packages { get; }

    internal Transformer Transformer { get; }

    internal HookRegistrar Hooks { get; }

    internal CallbackServer Callbacks { get; } = new();

    internal Stack Stack
    {
        get => stack ?? throw new InvalidOperationException("Trying to acquire Deployment.Stack before 'Run' was called.");
        set => stack = value;
    }

    public static Task RequirePulumiVersionAsync(string pulumiVersionRange) => Required.Engine.RequireVersionAsync(pulumiVersionRange);

    public Task<bool> MonitorSupportsInvokeTransforms() => Monitor.SupportsAsync("invokeTransforms");

    public Task<bool> MonitorSupportsResourceHooks() => Monitor.SupportsAsync("resourceHooks");

    public void RegisterInvokeTransform(InvokeTransform transform) => Transformer.Register(transform);

    public Task AwaitPendingRegistrations() => Transformer.PendingAsync();

    /// <exception cref="InvalidOperationException">The engine is older than the feature that the program uses.</exception>
    internal async Task RequireAsync(string feature, string what)
    {
        if (!await Monitor.SupportsAsync(feature))
            throw new InvalidOperationException($"The Pulumi CLI does not support {what}. Please update the Pulumi CLI.");
    }

    internal string? GetConfig(string fullKey) => settings.Config.GetValueOrDefault(fullKey);

    internal async Task<bool> KeepResourcesAsync() => ResourceReferencesWanted && await Monitor.SupportsAsync("resourceReferences");
}
