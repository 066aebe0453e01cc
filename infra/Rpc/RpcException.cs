namespace Infra.Rpc;

/// <summary>The status codes of gRPC that this protocol uses; numbers from the gRPC specification.</summary>
public enum StatusCode
{
    Ok = 0,
    Cancelled = 1,
    Unknown = 2,
    InvalidArgument = 3,
    DeadlineExceeded = 4,
    NotFound = 5,
    Unimplemented = 12,
    Internal = 13,
    Unavailable = 14,
}

/// <summary>A call that did not end with status 0. Thrown by a client; a server turns one into the answer's status.</summary>
public sealed class RpcException(StatusCode status, string message, Exception? inner = null) : Exception(message, inner)
{
    public StatusCode Status { get; } = status;
}
