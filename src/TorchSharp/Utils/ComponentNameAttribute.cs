namespace TorchSharp.Utils;

/// <summary>The key under which a module's field is registered, where it is not to be the field's own name.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public class ComponentNameAttribute : Attribute
{
    public string Name { get; set; } = "";
}
