//! Request bodies: constructors that ask for what the server requires.

use crate::{
    AccountType, BackupRetention, BackupServerSpec, CdpFailoverStartSpec,
    CloudGatewayNetworkingMode, CloudGatewayPoolGatewayList, CloudHardwarePlanCreateSpec,
    CloudHardwarePlanCreateSpecHardwarePlanDetails, CloudPublicIpAddressCreateSpec,
    CloudSubtenantCreateSpec, CloudTenantComputeResourceCreateSpec, CreateCloudGatewayPoolSpec,
    CreateCloudGatewaySpec, CreateCloudTenantResourceSpec, CreateCloudTenantSpec,
    CreateObjectInJobSpec, EnterpriseAccountCreateSpec, EnterpriseAccountInRoleCreateSpec,
    EnterpriseAccountInRoleCreateSpecList, HierarchyObjRef, JobSchedulerType, PasswordKeyInfoSpec,
    Platform, QuickBackupStartupSpec, Uid, VCloudOrganizationConfigCreateSpec,
    VSphereSelfServiceCreateSpec, VeeamZipStartupSpec,
};

/// Implements `new` for types whose fields are all optional, because an answer or another use of
/// the type may lack them, while the server requires some of them in a request.
macro_rules! requires {
    ($($ty:ident { $($field:ident: $value:ty),+ $(,)? })+) => {$(
        impl $ty {
            /// A request with what the server requires; everything else is absent. The order of
            /// the elements is right whatever is set.
            #[allow(clippy::too_many_arguments, reason = "as many as the server requires")]
            pub fn new($($field: impl Into<$value>),+) -> Self {
                Self {
                    $($field: Some($field.into()),)+
                    ..Self::default()
                }
            }
        }
    )+};
}

requires! {
    BackupServerSpec {
        dns_name_or_ip_address: String,
    }
    CdpFailoverStartSpec {
        restore_current: bool,
        restore_current_vss: bool,
    }
    CloudHardwarePlanCreateSpec {
        backup_server_uid: Uid,
        name: String,
        processor_usage_limit_mhz: i32,
        memory_usage_limit_mb: i32,
        hardware_plan_details: CloudHardwarePlanCreateSpecHardwarePlanDetails,
    }
    CloudPublicIpAddressCreateSpec {
        backup_server_uid: Uid,
        ip_address_lower_bound: String,
        ip_address_upper_bound: String,
    }
    CloudSubtenantCreateSpec {
        name: String,
        password: String,
        tenant_resource_id: Uid,
        unlimited_quota: bool,
    }
    CloudTenantComputeResourceCreateSpec {
        cloud_hardware_plan_uid: Uid,
        platform_type: Platform,
        use_network_failover_resources: bool,
    }
    CreateCloudGatewayPoolSpec {
        name: String,
        cloud_gateways: CloudGatewayPoolGatewayList,
        backup_server_uid: Uid,
    }
    CreateCloudGatewaySpec {
        server_host_name: String,
        network_type: CloudGatewayNetworkingMode,
    }
    CreateCloudTenantResourceSpec {
        name: String,
        repository_uid: Uid,
        quota_mb: i32,
    }
    CreateCloudTenantSpec {
        name: String,
    }
    CreateObjectInJobSpec {
        hierarchy_obj_ref: HierarchyObjRef,
        hierarchy_obj_name: String,
    }
    EnterpriseAccountCreateSpec {
        account_type: AccountType,
        account_name: String,
        roles: EnterpriseAccountInRoleCreateSpecList,
        allow_restore_all_vms: bool,
    }
    EnterpriseAccountInRoleCreateSpec {
        enterprise_role_uid: Uid,
    }
    PasswordKeyInfoSpec {
        password: String,
    }
    QuickBackupStartupSpec {
        vm_ref: HierarchyObjRef,
    }
    VCloudOrganizationConfigCreateSpec {
        organization_name: String,
        backup_server_uid: Uid,
        repository_uid: Uid,
        quota_gb: i64,
        job_scheduler_type: JobSchedulerType,
        host_uid: Uid,
        repository_friendly_name: String,
    }
    VSphereSelfServiceCreateSpec {
        account_name: String,
        repository_uid: Uid,
        quota_gb: i64,
    }
}

impl VeeamZipStartupSpec {
    /// A request with what the server requires; everything else is absent.
    ///
    /// The compression level goes from 1 to 5.
    ///
    /// ```
    /// use veeam_model::{BackupRetention, VeeamZipStartupSpec, xml};
    ///
    /// let spec = VeeamZipStartupSpec::new(
    ///     ["urn:VMware:Vm:0b8c1c5c-8b0a-4f7e-9d41-6c2f0f6c7a10.vm-19".into()],
    ///     "urn:veeam:Repository:78c6a038-38a2-4908-ac19-1540f9448533",
    ///     3,
    ///     BackupRetention::In1Week,
    /// );
    /// assert_eq!(
    ///     xml::to_string(&spec)?,
    ///     "<VeeamZipStartupSpec xmlns=\"http://www.veeam.com/ent/v1.0\">\
    ///      <VmRef>urn:VMware:Vm:0b8c1c5c-8b0a-4f7e-9d41-6c2f0f6c7a10.vm-19</VmRef>\
    ///      <RepositoryUid>urn:veeam:Repository:78c6a038-38a2-4908-ac19-1540f9448533</RepositoryUid>\
    ///      <CompressionLevel>3</CompressionLevel>\
    ///      <BackupRetention>In1Week</BackupRetention>\
    ///      </VeeamZipStartupSpec>",
    /// );
    /// # Ok::<(), xml::Error>(())
    /// ```
    pub fn new(
        vm_refs: impl IntoIterator<Item = HierarchyObjRef>,
        repository_uid: impl Into<Uid>,
        compression_level: i32,
        backup_retention: BackupRetention,
    ) -> Self {
        Self {
            vm_refs: vm_refs.into_iter().collect(),
            repository_uid: Some(repository_uid.into()),
            compression_level: Some(compression_level),
            backup_retention: Some(backup_retention),
            ..Self::default()
        }
    }
}
