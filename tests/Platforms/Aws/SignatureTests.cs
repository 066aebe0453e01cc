using System.Net.Http.Headers;
using System.Text;
using Amazon.Runtime;
using Infra.Platforms.Aws;
using Infra.Tests.Support;

namespace Infra.Tests.Platforms.Aws;

public sealed class SignatureTests
{
    /// <summary>The figure is that of AWS's own client for Python (botocore 1.43.11) for the same request.</summary>
    [Fact]
    public void A_request_is_signed_as_by_AWSs_own_clients()
    {
        var body = Encoding.UTF8.GetBytes("Action=DescribeRules&Version=2015-12-01&RuleArns.member.1=arn%3Aaws%3A1");
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://elasticloadbalancing.eu-west-1.amazonaws.com/") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/x-www-form-urlencoded; charset=utf-8");

        Signature.Sign(request, body, new ImmutableCredentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "a-token"), "eu-west-1", "elasticloadbalancing", Some.Noon);

        Assert.Equal(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261120/eu-west-1/elasticloadbalancing/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-security-token, Signature=ac86a7cce7bfa03f09d6a976ab3aa79acbadd98546c080e25edba0d22d46e6d7",
            request.Headers.GetValues("Authorization").Single());
    }
}
