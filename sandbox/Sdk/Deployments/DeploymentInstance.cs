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

    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOptions? options = null) => Invoke<T>(token, args, options, null);

    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOptions? options, RegisterPackageRequest? registerPackageRequest) =>
        new(deployment.Invoker.InvokeOutputAsync<T>(token, args, options, isSingle: false, registerPackageRequest));

    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOutputOptions options) => Invoke<T>(token, args, options, null);

    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOutputOptions options, RegisterPackageRequest? registerPackageRequest) =>
        Invoke<T>(token, args, (InvokeOptions)options, registerPackageRequest);

    public Output<T> InvokeSingle<T>(string token, InvokeArgs args, InvokeOptions? options = null) => InvokeSingle<T>(token, args, options, null);

    public Output<T> InvokeSingle<T>(string token, InvokeArgs args, InvokeOptions? options, RegisterPackageRequest? registerPackageRequest) =>
        new(deployment.Invoker.InvokeOutputAsync<T>(token, args, options, isSingle: true, registerPackageRequest));

    public Output<T> InvokeSingle<T>(string token, InvokeArgs args, InvokeOutputOptions options) => InvokeSingle<T>(token, args, options, null);

    public Output<T> InvokeSingle<T>(string token, InvokeArgs args, InvokeOutputOptions options, RegisterPackageRequest? registerPackageRequest) =>
        InvokeSingle<T>(token, args, (InvokeOptions)options, registerPackageRequest);

    public Task<T> InvokeAsync<T>(string token, InvokeArgs args, InvokeOptions? options = null) => InvokeAsync<T>(token, args, options, null);

    public Task<T> InvokeAsync<T>(string token, InvokeArgs args, InvokeOptions? options, RegisterPackageRequest? registerPackageRequest) =>
        deployment.Invoker.InvokeAsync<T>(token, args, options, isSingle: false, registerPackageRequest);

    public Task<T> InvokeSingleAsync<T>(string token, InvokeArgs args, InvokeOptions? options = null) => InvokeSingleAsync<T>(token, args, options, null);

    public Task<T> InvokeSingleAsync<T>(string token, InvokeArgs args, InvokeOptions? options, RegisterPackageRequest? registerPackageRequest) =>
        deployment.Invoker.InvokeAsync<T>(token, args, options, isSingle: true, registerPackageRequest);

    public Task InvokeAsync(string token, InvokeArgs args, InvokeOptions? options = null) => InvokeAsync(token, args, options, null);

    public Task InvokeAsync(string token, InvokeArgs args, InvokeOptions? options, RegisterPackageRequest? registerPackageRequest) =>
        deployment.Invoker.InvokeAsync(token, args, options, registerPackageRequest);

    public Output<T> Call<T>(string token, CallArgs args, Resource? self = null, CallOptions? options = null) => Call<T>(token, args, self, options, null);

    public Output<T> Call<T>(string token, CallArgs args, Resource? self, CallOptions? options, RegisterPackageRequest? registerPackageRequest) =>
        new(deployment.Caller.CallAsync<T>(token, args, self, options, registerPackageRequest));

    public void Call(string token, CallArgs args, Resource? self = null, CallOptions? options = null) => Call(token, args, self, options, null);

    public void Call(string token, CallArgs args, Resource? self, CallOptions? options, RegisterPackageRequest? registerPackageRequest) =>
        deployment.Runner.Watch(deployment.Caller.CallAsync(token, args, self, options, registerPackageRequest));

    public void RegisterInvokeTransform(InvokeTransform transform) => deployment.RegisterInvokeTransform(transform);

    internal Deployment Deployment => deployment;
}
