namespace Pulumi;

public sealed class DeploymentInstance
{
    readonly Deployment deployment;

    internal DeploymentInstance(Deployment deployment) => this.deployment = deployment;

    public string StackName => deployment.StackName;

    public string ProjectName => deployment.ProjectName;

    public string RootDirectory => deployment.RootDirectory;

    public string OrganizationName => deployment.OrganizationName;

    public bool IsDryRun => deployment.IsDryRun;

    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        new(deployment.Invoker.InvokeOutputAsync<T>(token, args, options, isSingle: false));

    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOutputOptions options) =>
        new(deployment.Invoker.InvokeOutputAsync<T>(token, args, options, isSingle: false));

    public Output<T> InvokeSingle<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        new(deployment.Invoker.InvokeOutputAsync<T>(token, args, options, isSingle: true));

    public Output<T> InvokeSingle<T>(string token, InvokeArgs args, InvokeOutputOptions options) =>
        new(deployment.Invoker.InvokeOutputAsync<T>(token, args, options, isSingle: true));

    public Task<T> InvokeAsync<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        deployment.Invoker.InvokeAsync<T>(token, args, options, isSingle: false);

    public Task<T> InvokeSingleAsync<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        deployment.Invoker.InvokeAsync<T>(token, args, options, isSingle: true);

    public Task InvokeAsync(string token, InvokeArgs args, InvokeOptions? options = null) =>
        deployment.Invoker.InvokeAsync(token, args, options);

    internal Deployment Deployment => deployment;
}
