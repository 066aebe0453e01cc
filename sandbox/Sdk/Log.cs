using Pulumirpc;

namespace Pulumi;

public static class Log
{
    public static void Debug(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) =>
        Write(LogSeverity.Debug, message, resource, streamId, ephemeral);

    public static void Info(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) =>
        Write(LogSeverity.Info, message, resource, streamId, ephemeral);

    public static void Warn(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) =>
        Write(LogSeverity.Warning, message, resource, streamId, ephemeral);

    public static void Error(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) =>
        Write(LogSeverity.Error, message, resource, streamId, ephemeral);

    public static void Exception(Exception exception, Resource? resource = null, int? streamId = null, bool? ephemeral = null) =>
        Write(LogSeverity.Error, exception.ToString(), resource, streamId, ephemeral);

    static void Write(LogSeverity severity, string message, Resource? resource, int? streamId, bool? ephemeral)
    {
        var deployment = Deployment.Required;
        deployment.Runner.Watch(deployment.Log.WriteAsync(severity, message, resource, streamId, ephemeral));
    }
}
