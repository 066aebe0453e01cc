using Amazon.Runtime;
using Amazon.Runtime.Credentials;

namespace Infra.Platforms.Aws;

/// <summary>Those of whoever runs infra, found where all of AWS's tools look: environment, profiles, containers, instances.</summary>
internal static class CallerCredentials
{
    internal static async Task<ImmutableCredentials> FindAsync(bool anew, CancellationToken ct)
    {
        try
        {
            var found = await DefaultAWSCredentialsIdentityResolver.GetCredentialsAsync(null).WaitAsync(ct);
            if (anew && found is RefreshingAWSCredentials refreshing)
                refreshing.ClearCredentials();
            return await found.GetCredentialsAsync().WaitAsync(ct);
        }
        catch (AmazonClientException e)
        {
            throw new PlatformException($"There are no AWS credentials here: {e.Message.TrimEnd('.')}. Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or sign in with `aws sso login`.", inner: e);
        }
    }
}
