using Microsoft.AspNetCore.Http;

namespace Infra.Sandbox.World.Routing;

/// <summary>A request that is to be mirrored: of its body, what passed by on the way to who answers it.</summary>
internal sealed class RequestCopy
{
    readonly BodyTap? tap;

    RequestCopy(IReadOnlyList<Share> to, BodyTap? tap) => (To, this.tap) = (to, tap);

    public IReadOnlyList<Share> To { get; }

    public bool HasBody => tap is not null;

    /// <summary>Null when there was more than is kept, or the end never came.</summary>
    public byte[]? Body => tap?.Whole;

    public static RequestCopy Begin(HttpContext context, IReadOnlyList<Share> to)
    {
        if (!OutgoingRequest.HasBody(context)) return new RequestCopy(to, null);
        var tap = new BodyTap(context.Request.Body);
        context.Request.Body = tap;
        return new RequestCopy(to, tap);
    }
}
